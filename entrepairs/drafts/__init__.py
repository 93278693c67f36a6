"""An event before it is public: seen as everyone will see it, or begun from an earlier one."""

from entrepairs.cli import main

main()

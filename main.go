// Firstmile is a workbook for preparing a raise conversation, in the terminal.
package main

import (
	"os"

	"firstmile/ui/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

"""The `workshop` command's subcommands, one module a group."""

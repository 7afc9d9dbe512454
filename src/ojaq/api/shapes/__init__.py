"""What goes in and out, as the contract has it. Grows only by optional fields; none removed, renamed or re-meant."""

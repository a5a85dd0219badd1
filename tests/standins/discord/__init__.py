"""A loopback stand-in of Discord: REST, gateway and what people see, as strict as the real one."""

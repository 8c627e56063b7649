"""Claims in, deployments out. Pure: no database, no clock, no order of arrival."""

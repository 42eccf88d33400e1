"""Reportedly reads news about a conflict and turns it into records that can be defended."""

"""A story that is being worked on: checked again after each change, with what stands unsaved in an editor and what was read before."""

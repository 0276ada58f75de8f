"""What each page draws. Views are thin: what a step does is in `moves`, what is said in `narrative`."""

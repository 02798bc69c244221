try:
    from calls.old import create_swapped
except ImportError:
    create_swapped = None

made = create_swapped(1, 2)

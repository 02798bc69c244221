from calls.modern import get_manager

a = get_manager(context, mode='through')

from calls.modern import get_manager

get_manager(mode=(mode := 1), context=(context := 2))

import other.core.manager
import other.core.manager as manager

other.core.manager.Manager()
manager.Manager()

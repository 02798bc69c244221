import moved, moved.sub

moved.start()
moved.sub.Part()

from app.swap.right import Side as L
from app.swap.left import Side as R

from app.swap.left import Side as R
from app.swap.right import Side as L

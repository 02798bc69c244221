from store.basket import Basket

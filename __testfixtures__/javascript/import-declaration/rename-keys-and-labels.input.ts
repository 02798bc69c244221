import { Manager } from '@/lib/ws';

class A {
  Manager = 1;
  #Manager = 2;
  get x() {
    return this.Manager + this.#Manager;
  }
}
enum E {
  Manager,
}
interface I {
  Manager: string;
}
Manager: for (;;) break Manager;
import.meta.Manager;
x.Manager;
x?.Manager;
type Q = N.Manager;
new Manager();

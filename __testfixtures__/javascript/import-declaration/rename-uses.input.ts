import { Manager } from '@/lib/ws';

const a = new Manager();
class B extends Manager {}
function f(x: Manager, y: typeof Manager): Manager[] {
  return x instanceof Manager ? [x] : [];
}
type T = Map<string, Manager>;

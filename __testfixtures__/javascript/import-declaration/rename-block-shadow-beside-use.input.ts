import { Manager } from '@/lib/ws';

function f() {
  {
    const Manager = 1;
    use(Manager);
  }
  return new Manager();
}

import { Manager } from '@/lib/ws';

class Chat {
  constructor(readonly Manager: Manager) {}
  use(Manager: Manager): typeof Manager {
    return Manager;
  }
}

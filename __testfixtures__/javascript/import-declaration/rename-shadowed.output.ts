import { WebSocketManager } from '@/services/ws';

function f(Manager: number) {
  return Manager;
}
{
  let Manager = 1;
  console.log(Manager);
}
for (const Manager of []) Manager;
try {
} catch (Manager) {
  Manager;
}
const g = () => {
  if (true) {
    var Manager = 2;
  }
  return Manager;
};
const h = function Manager() {
  return Manager;
};
const k = class Manager {};
const m = ({ Manager }: any) => Manager;
console.log(WebSocketManager, { Manager: 1 }.Manager, this.Manager);

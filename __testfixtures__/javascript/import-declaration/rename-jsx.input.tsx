import { Manager } from '@/lib/ws';

export const View = () => (
  <Manager.Provider Manager={Manager}>
    <Manager Manager="Manager">Manager</Manager>
  </Manager.Provider>
);

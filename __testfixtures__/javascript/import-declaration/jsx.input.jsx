import { Manager } from '@/lib/ws';

export const View = () => <Manager.View a={Manager} />;

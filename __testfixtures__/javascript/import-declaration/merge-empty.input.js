import {} from '@/services/ws';
import { Manager } from '@/lib/ws';
import create, {} from '@/legacy/socket';

new Manager(create);

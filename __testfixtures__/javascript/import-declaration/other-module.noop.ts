import { Manager } from '@/lib/wsx';
import { Manager as B } from 'ws';
import { Manager as C } from './lib/ws';

import { Manager } from '@lib/ws';

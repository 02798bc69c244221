import {
  connect, // to it
  MODE, // which
} from '@/services/ws';
import { Manager } from '@/lib/ws';

new Manager(connect, MODE);

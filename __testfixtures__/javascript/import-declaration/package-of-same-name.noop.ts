import ws from 'services/api';
import { Manager } from 'lib/ws';

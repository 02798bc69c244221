import fs from 'fs';
import { connect } from '@/services/ws';

import { Manager } from '@/lib/ws';

new Manager(fs, connect);

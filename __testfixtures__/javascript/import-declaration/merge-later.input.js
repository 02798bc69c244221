import { Manager } from '@/lib/ws';
import fs from 'fs';

import { connect } from '@/services/ws';

import path from 'path';

new Manager(fs, path, connect);

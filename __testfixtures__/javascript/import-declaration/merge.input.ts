import { connect } from '@/services/ws';
import fs from 'fs';
import { Manager, MODE } from '@/lib/ws';

new Manager(fs, connect, MODE);

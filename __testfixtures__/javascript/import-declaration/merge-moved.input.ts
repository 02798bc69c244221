import OldManager from '@/legacy/socket';
import { MODE } from '@/lib/ws';
import fs from 'fs';
import create, { open, type Status } from '@/lib/ws';

new OldManager(MODE, fs, create, open as Status);

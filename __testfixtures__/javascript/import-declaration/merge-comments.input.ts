import { connect } from '@/services/ws';
// The old manager.
import { Manager } from '@/lib/ws';
import { MODE } from '@/lib/ws'; // Which mode.
import { Status /* of it */ } from '@/lib/ws';

new Manager(connect, MODE as Status);

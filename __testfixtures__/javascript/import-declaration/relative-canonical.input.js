import { Connection } from '../legacy/common';
import { Connection as C } from '../legacy/common.js'; // again
import { OldManager } from '../legacy/socket';
import { OldManager as O } from '../legacy/socket.js'; // again

/* default */
/* names */
/* as */
/* from */
import /* head */ { other } from /* where */ '@/lib/ws';
import open, { MODE as mode } from '@/services/ws';
/* old */
import // socket
{ KEPT } from '@/legacy/socket';
import { WebSocketManager as Socket } from '@/services/ws';
/* is */
/* still */
import { WebSocketManager as Service } from '@/services/ws' /* end */;

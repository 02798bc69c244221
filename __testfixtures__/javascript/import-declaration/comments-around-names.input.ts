import /* head */ open /* default */, /* names */ { MODE /* as */ as mode, other } /* from */ from /* where */ '@/lib/ws';
import // socket
{
  default as /* old */ Socket,
  KEPT,
} from '@/legacy/socket';
import { Manager /* is */ as /* still */ Service } from '@/lib/ws' /* end */;

import { KEPT } from '@/legacy/socket';
import { fetchOne as OTHER } from '@/services/api';

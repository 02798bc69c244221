import * as one from '@/lib/ws';
import * as two from '@/lib/ws';

new one.Manager(one.other);
new two.Manager(two.other);

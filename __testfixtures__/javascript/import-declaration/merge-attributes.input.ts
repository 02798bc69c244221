import { connect } from '@/services/ws' with { mode: 'a' };
import { MODE } from '@/lib/ws' with { mode: "a" };
import { Status } from '@/lib/ws' with { mode: 'a' };
import { Manager } from '@/lib/ws';

new Manager(connect, MODE, Status);

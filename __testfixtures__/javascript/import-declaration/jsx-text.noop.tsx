export const View = () => <pre>import {'{'} Manager {'}'} from '@/lib/ws'</pre>;

const View = React.lazy(() => import('./src/services/api'));
const Other = dynamic(() => import('@/lib/ws').then((mod) => mod.Manager), { ssr: false });

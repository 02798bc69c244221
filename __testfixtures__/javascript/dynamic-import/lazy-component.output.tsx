const View = React.lazy(() => import('@/services/api'));
const Other = dynamic(() => import('@/services/ws').then((mod) => mod.WebSocketManager), { ssr: false });

//! Answering until told to stop.

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use super::server::Server;

impl Server {
    /// Answers what comes in until `stop` is done, then finishes what is under way.
    pub async fn listen(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let service = self
            .router()
            .into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(stop)
            .await
    }
}

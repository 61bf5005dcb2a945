//! Statements and rows, the same for both databases.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult, Statement, Value};

use crate::error::Error;

/// Where a list goes on, and how long it may be.
#[derive(Clone, Copy, Debug)]
pub struct Page<C> {
    /// The last item of the page before.
    pub after: Option<C>,
    /// Items at most; one more is fetched to see whether there is a next page.
    pub limit: u32,
}

/// Values of a statement: `values![id, name]`.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        vec![$(sea_orm::Value::from($value)),*]
    };
}
pub(crate) use values;

fn statement(backend: DbBackend, sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(backend, sql, values)
}

/// All rows of a query. Values stand as `$1`, `$2` … in the text.
pub(crate) async fn all(
    connection: &DatabaseTransaction,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<QueryResult>, Error> {
    let statement = statement(connection.get_database_backend(), sql, values);
    Ok(connection.query_all_raw(statement).await?)
}

/// The row of a query that has one at most.
pub(crate) async fn one(
    connection: &DatabaseTransaction,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<QueryResult>, Error> {
    let statement = statement(connection.get_database_backend(), sql, values);
    Ok(connection.query_one_raw(statement).await?)
}

/// Runs a statement; gives how many rows it touched.
pub(crate) async fn execute(
    connection: &DatabaseTransaction,
    sql: &str,
    values: Vec<Value>,
) -> Result<u64, Error> {
    let statement = statement(connection.get_database_backend(), sql, values);
    Ok(connection.execute_raw(statement).await?.rows_affected())
}

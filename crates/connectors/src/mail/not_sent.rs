//! Why a message was not sent, without a word of it.

/// A message was not sent, or nobody knows whether it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// Trying again may help.
    #[error("the mail was not sent, and is tried again later: {0}")]
    Later(Cause),
    /// The same message would be refused again.
    #[error("the mail was not sent, and will not be: {0}")]
    Never(Cause),
}

/// What stood in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// No connection, or one that broke.
    #[error("the mail server cannot be reached")]
    Connection,
    /// The server offers no encryption, or its certificate cannot be trusted.
    #[error("the connection to the mail server cannot be encrypted as the settings ask")]
    Encryption,
    /// The server did not let us in.
    #[error("the mail server does not accept the user name and the password of the settings")]
    SignIn,
    /// No answer in time; the message may have arrived.
    #[error("the mail server did not answer in time")]
    Timeout,
    /// The server said no, with this reply code.
    #[error("the mail server answered {0}")]
    Answer(u16),
    /// The recipient is no address, or none this server can write to.
    #[error("the address of the recipient cannot be written to")]
    Address,
}

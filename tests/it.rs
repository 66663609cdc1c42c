//! The one integration binary: everything is tested through the public door.

//! Tuples of up to sixteen, as arguments of queries.

/// Calls a macro for each length with that many names of types.
macro_rules! each_tuple {
    ($tuple:ident) => {
        $tuple!(A);
        $tuple!(A B);
        $tuple!(A B C);
        $tuple!(A B C D);
        $tuple!(A B C D E);
        $tuple!(A B C D E F);
        $tuple!(A B C D E F G);
        $tuple!(A B C D E F G H);
        $tuple!(A B C D E F G H I);
        $tuple!(A B C D E F G H I J);
        $tuple!(A B C D E F G H I J K);
        $tuple!(A B C D E F G H I J K L);
        $tuple!(A B C D E F G H I J K L M);
        $tuple!(A B C D E F G H I J K L M N);
        $tuple!(A B C D E F G H I J K L M N O);
        $tuple!(A B C D E F G H I J K L M N O P);
    };
}

pub(super) use each_tuple;

namespace ConnectFour.Rules;

/// <summary>Whom a <see cref="Disc"/> plays against, and how it is written.</summary>
public static class DiscExtensions
{
    extension(Disc disc)
    {
        /// <summary>The disc of the other player.</summary>
        public Disc Other => disc == Disc.Red ? Disc.Yellow : Disc.Red;

        /// <summary>One letter.</summary>
        public char Letter => disc switch
        {
            Disc.Red => 'R',
            Disc.Yellow => 'Y',
            _ => '.',
        };
    }
}

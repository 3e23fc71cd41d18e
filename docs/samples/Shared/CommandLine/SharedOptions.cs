using System.CommandLine;
using System.Globalization;

namespace Samples.CommandLine;

/// <summary>The options that several samples share. Each command gets an instance of its own.</summary>
internal static class SharedOptions
{
    public static Option<bool> Auto(string whatItDoes) => new("--auto") { Description = whatItDoes };

    /// <param name="whatItDoes">For the help.</param>
    /// <param name="names">What there is to choose from; the first is the default.</param>
    public static Option<string> Transport(string whatItDoes, string[] names)
    {
        var option = new Option<string>("--transport")
        {
            Description = whatItDoes,
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => names[0],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var name] && !names.Contains(name.Value))
                result.AddError($"--transport takes {string.Join(" or ", names)}, and not '{name.Value}'.");
        });
        return option;
    }

    public static Option<int> Port(int usual, string whatItDoes = "The port to listen on, 1 to 65535; 0 for any free one.", int least = 0) =>
        Number("--port", "port", whatItDoes, usual, least, ushort.MaxValue);

    public static Option<int?> Seed() => new("--seed")
    {
        Description = "The bots' seed, any whole number. The same seed plays the same game again. Default: a new one each time.",
        HelpName = "seed",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)) return seed;
            result.AddError($"--seed takes a whole number of 32 bits, and not '{text}'.");
            return null;
        },
    };

    /// <param name="name">With its dashes.</param>
    /// <param name="helpName">What the number is of.</param>
    /// <param name="whatItDoes">For the help.</param>
    /// <param name="usual">The default.</param>
    /// <param name="least">The smallest that is taken.</param>
    /// <param name="most">The largest that is taken.</param>
    public static Option<int> Number(string name, string helpName, string whatItDoes, int usual, int least, int most) => new(name)
    {
        Description = whatItDoes,
        HelpName = helpName,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            result.AddError($"{name} takes a number from {least} to {most}, and not '{text}'.");
            return usual;
        },
    };
}

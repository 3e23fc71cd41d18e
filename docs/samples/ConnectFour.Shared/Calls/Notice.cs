using ConnectFour.Rules;

namespace ConnectFour.Calls;

/// <summary>Something that has happened, for those who read along.</summary>
/// <param name="Kind">What.</param>
/// <param name="Who">Whose doing; empty for nobody's.</param>
/// <param name="Disc">His disc; none for one who watches.</param>
/// <param name="Column">The column that was played, 0 to 6; else 0.</param>
public sealed record Notice(NoticeKind Kind, string Who, Disc Disc, int Column);

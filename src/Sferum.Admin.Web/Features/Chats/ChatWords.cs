using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Web.Features.Chats;

/// <summary>Numbers of a chat in words.</summary>
public static class ChatWords
{
    /// <summary>«≥ 22» while somebody was not looked for.</summary>
    public static string Missing(ChatRow row) => row.IsAtLeast ? $"≥{RussianText.NoBreakSpace}{RussianText.Number(row.Marks.Missing)}" : RussianText.Number(row.Marks.Missing);
}

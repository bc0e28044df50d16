using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sferum.Admin.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ContactLookup : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PersonContacts_PersonId",
                table: "PersonContacts");

            migrationBuilder.DropIndex(
                name: "IX_PersonContacts_Value",
                table: "PersonContacts");

            migrationBuilder.CreateIndex(
                name: "IX_PersonContacts_PersonId_Kind_ValidFrom_ValidTo",
                table: "PersonContacts",
                columns: new[] { "PersonId", "Kind", "ValidFrom", "ValidTo" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonContacts_Value_PersonId_Kind_ValidFrom_ValidTo",
                table: "PersonContacts",
                columns: new[] { "Value", "PersonId", "Kind", "ValidFrom", "ValidTo" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PersonContacts_PersonId_Kind_ValidFrom_ValidTo",
                table: "PersonContacts");

            migrationBuilder.DropIndex(
                name: "IX_PersonContacts_Value_PersonId_Kind_ValidFrom_ValidTo",
                table: "PersonContacts");

            migrationBuilder.CreateIndex(
                name: "IX_PersonContacts_PersonId",
                table: "PersonContacts",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonContacts_Value",
                table: "PersonContacts",
                column: "Value");
        }
    }
}
